using System.Xml;
using System.Xml.Linq;

namespace NinjaBuild.Components;

/// <summary>A test that failed or was skipped.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Reason">What its message says first, in one line.</param>
internal sealed record TestRemark(string Name, string Reason);

/// <summary>What came of a run of tests.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Skipped">Those that were skipped.</param>
internal sealed record TestResults(int Passed, IReadOnlyList<TestRemark> Failed, IReadOnlyList<TestRemark> Skipped)
{
    public int Total => Passed + Failed.Count + Skipped.Count;

    /// <summary>Reads the result files of <c>dotnet test --logger trx</c>.</summary>
    public static TestResults Read(IEnumerable<string> files)
    {
        var passed = 0;
        var failed = new List<TestRemark>();
        var skipped = new List<TestRemark>();
        foreach (var file in files)
        {
            using var xml = XmlReader.Create(file);
            while (xml.ReadToFollowing("UnitTestResult"))
                switch (xml.GetAttribute("outcome"))
                {
                    case "Passed": passed++; break;
                    case "NotExecuted": skipped.Add(Remark(xml)); break;
                    default: failed.Add(Remark(xml)); break;
                }
        }

        return new TestResults(passed, failed, skipped);
    }

    static TestRemark Remark(XmlReader xml)
    {
        var name = xml.GetAttribute("testName") ?? "";
        using var result = xml.ReadSubtree();
        var message = XElement.Load(result).Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? "";
        return new TestRemark(name, message.ReplaceLineEndings("\n").Split('\n')[0]);
    }
}
