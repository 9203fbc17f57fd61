using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NinjaBuild.Deploy.Engines;
using NinjaBuild.Deploy.Releases;
using NinjaBuild.Helm.Values;

namespace NinjaBuild.Deploy.Tests.Engines;

/// <summary>A program that takes helm's place: it notes how it was called and what it read, and answers as the test says.</summary>
sealed class FakeHelm : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ninjabuild-helm-");
    readonly List<string> _lines = [];
    int _histories;

    public FakeHelm(string version = "v3.19.4", string work = "true")
    {
        Program = Path.Combine(_folder.FullName, "helm");
        WriteProgram(Program, $$"""
            #!/bin/sh
            cd "{{_folder.FullName}}"
            echo "$@" >> calls
            env > environment
            case "$1" in
              version) printf '%s' '{{version}}' ;;
              history)
                for history in history.*; do
                  [ -e "$history" ] || break
                  cat "$history"
                  rm "$history"
                  exit 0
                done
                echo 'Error: release: not found' >&2
                exit 1 ;;
              *)
                cat > input
                {{work.ReplaceLineEndings("\n    ")}} ;;
            esac
            """.ReplaceLineEndings("\n"));
        Engine = new HelmEngine(new HelmEngineOptions { Program = Program, Output = line => { _lines.Add(line); Printed?.Invoke(line); } });
    }

    /// <summary>
    /// Writes a program by way of a shell: while this process has a file open for writing, a process that another test starts at that moment
    /// holds it open too, and then it cannot be run.
    /// </summary>
    public static void WriteProgram(string path, string text)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", path]) { UseShellExecute = false, RedirectStandardInput = true })!;
        shell.StandardInput.Write(text);
        shell.StandardInput.Close();
        shell.WaitForExit();
    }

    public string Program { get; }

    public HelmEngine Engine { get; }

    /// <summary>Is told each line as it is printed.</summary>
    public Action<string>? Printed { get; set; }

    /// <summary>The lines that were printed.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The arguments of each call.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Path.Combine(_folder.FullName, "calls")) ? File.ReadAllLines(Path.Combine(_folder.FullName, "calls")) : [];

    /// <summary>What the last change read from standard input.</summary>
    public JsonNode? Input => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "input")));

    /// <summary>The environment of the last call.</summary>
    public string Environment => File.ReadAllText(Path.Combine(_folder.FullName, "environment"));

    /// <summary>Says what it answers to the next question for the history: a state for each revision from 1. Without a next answer there is no release.</summary>
    public FakeHelm History(params string[] states)
    {
        var revisions = states.Select((state, index) =>
            new { revision = index + 1, updated = "2026-11-21T07:00:00.5Z", status = state, chart = "shop-0.1.0", app_version = "1", description = "" });
        return Answer(JsonSerializer.Serialize(revisions));
    }

    /// <summary>Says what it prints at the next question for the history.</summary>
    public FakeHelm Answer(string history)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, $"history.{++_histories}"), history);
        return this;
    }

    /// <summary>A release of a chart that is nowhere, for a helm that does not look.</summary>
    public static HelmRelease Release(ValuesSource? values = null) => new(
        new Release("shop", "prod", "prod eu", "shop-ns"), new ReleaseSource("/charts/shop", values ?? new ValuesSource()));

    public void Dispose() => _folder.Delete(recursive: true);
}
