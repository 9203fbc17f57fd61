using System.Globalization;
using System.Text;
using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Apply;

/// <summary>
/// Steps of a field's path, kept in the form of FieldsV1: <c>f:name</c> a field, <c>k:{"name":"web"}</c> an item by its keys,
/// <c>v:"x"</c> an item of a set, <c>i:0</c> an item by its index.
/// </summary>
static class PathElement
{
    public const string FieldPrefix = "f:";

    public static string OfField(string name) => FieldPrefix + name;

    public static string OfKeys(Tree keys) => "k:" + JsonTree.Text(keys);

    public static string OfValue(object? value) => "v:" + JsonTree.Text(value);

    /// <summary><c>.name</c>, <c>[name="web"]</c>, <c>[="x"]</c>, <c>[0]</c>: as messages show it.</summary>
    public static string Shown(string element) => element[0] switch
    {
        'f' => "." + element[2..],
        'k' => "[" + Keys(element) + "]",
        'v' => "[=" + element[2..] + "]",
        _ => "[" + element[2..] + "]",
    };

    /// <summary>A path as messages show it: <c>.spec.containers[name="web"].image</c>.</summary>
    public static string Shown(IEnumerable<string> path)
    {
        var text = new StringBuilder();
        foreach (var element in path) text.Append(Shown(element));
        return text.ToString();
    }

    static string Keys(string element)
    {
        var keys = (Tree)JsonTree.Read(Encoding.UTF8.GetBytes(element[2..]))!;
        return string.Join(',', keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Key}={JsonTree.Text(key.Value)}")));
    }
}
