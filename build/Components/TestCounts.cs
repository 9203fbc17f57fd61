using System.Xml;

namespace NinjaBuild.Components;

/// <summary>How many tests had which outcome.</summary>
internal sealed record TestCounts(int Passed, int Failed, int Skipped)
{
    public int Total => Passed + Failed + Skipped;

    /// <summary>Counts over the result files of <c>dotnet test --logger trx</c>.</summary>
    public static TestCounts Read(IEnumerable<string> files)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var file in files)
        {
            using var xml = XmlReader.Create(file);
            while (xml.ReadToFollowing("UnitTestResult"))
                switch (xml.GetAttribute("outcome"))
                {
                    case "Passed": passed++; break;
                    case "NotExecuted": skipped++; break;
                    default: failed++; break;
                }
        }

        return new TestCounts(passed, failed, skipped);
    }
}
