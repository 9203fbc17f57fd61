namespace NinjaBuild.Kubernetes.Client.Http;

/// <summary>Tells of trouble, but not once for each of many requests that meet the same.</summary>
sealed class Notes(ApiClientOptions options)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    readonly Lock _gate = new();
    string? _last;
    long _lastTime;

    public void Say(string note)
    {
        if (options.Note is not { } tell) return;
        lock (_gate)
        {
            if (note == _last && options.Time.GetElapsedTime(_lastTime) < Pause) return;
            _last = note;
            _lastTime = options.Time.GetTimestamp();
        }

        tell(note);
    }
}
