namespace NinjaBuild.Deploy.Waiting.Watching;

/// <summary>Says what cannot be seen, once for each kind of thing and namespace.</summary>
sealed class NotedOnce(Action<string>? note)
{
    readonly HashSet<(string, string)> _said = [];

    public void Say(string what, string ns, string sentence)
    {
        lock (_said)
        {
            if (!_said.Add((what, ns))) return;
        }

        note?.Invoke(sentence);
    }
}
