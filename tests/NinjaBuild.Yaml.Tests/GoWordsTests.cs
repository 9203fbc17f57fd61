using System.Text.Json;

namespace NinjaBuild.Yaml.Tests;

/// <summary>What templates see of YAML errors is what Helm shows, word for word: Cases/gowords.txt has what it said.</summary>
public sealed class GoWordsTests
{
    [Fact]
    public void Errors_have_the_words_of_Go_too()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "gowords.txt"));
        var wrong = new List<string>();
        for (int i = 1; i < lines.Length; i += 2)
        {
            var actual = Words(JsonSerializer.Deserialize<string>(lines[i])!);
            if (actual != lines[i + 1][2..]) wrong.Add($"{lines[i]}\n  is  {actual}\n  not {lines[i + 1][2..]}");
        }

        Assert.True(lines.Length > 800);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Limits_of_our_own_have_no_words_of_Go() =>
        Assert.Null(YamlReader.Read("[[[a]]]", "f", YamlLimits.Default with { MaxNodes = 2 }, YamlDialect.Kubernetes).Errors.Single().GoMessage);

    // Go stops at its first error.
    static string? Words(string text) =>
        YamlReader.Read(text, "f", dialect: YamlDialect.Kubernetes).Errors.Select(error => error.GoMessage).SingleOrDefault(words => words is not null);
}
