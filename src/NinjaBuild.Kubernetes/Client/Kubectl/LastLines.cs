using System.Text.RegularExpressions;

namespace NinjaBuild.Kubernetes.Client.Kubectl;

/// <summary>The last lines that a program wrote.</summary>
sealed partial class LastLines
{
    const int Most = 20;

    readonly Lock _gate = new();
    readonly Queue<string> _lines = new();

    /// <summary>The last of them, for people; those of kubectl's own log, which repeat what requests are answered, left aside.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return _lines.Count == 0 ? "" : KubectlProgram.LastLine(string.Join('\n', _lines));
        }
    }

    public void Add(string line)
    {
        if (LogLine().IsMatch(line)) return;
        lock (_gate)
        {
            _lines.Enqueue(line.Length > 1000 ? line[..1000] : line);
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }
    // E1121 07:38:31.987314   19926 proxy_server.go:147] Error while proxying request (k8s.io/klog)
    [GeneratedRegex(@"^[IWEF]\d{4} \d\d:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LogLine();
}
