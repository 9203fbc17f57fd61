using System.Globalization;
using System.Text;
using NinjaBuild.Deploy.Planning;
using NinjaBuild.Deploy.Waiting;
using NinjaBuild.Kubernetes.Health;
using NinjaBuild.Kubernetes.Manifests;

namespace NinjaBuild.Deploy.Reports;

/// <summary>
/// Shows the objects of the step that is under way, a line for each with its state and its time, and rewrites them as they get on. What is
/// done scrolls up and stays.
/// </summary>
public sealed class LiveProgress : IDeployObserver, IDisposable
{
    const int LinesLeftFree = 4;
    const int OrdinaryWidth = 80;
    const int OrdinaryHeight = 24;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(120);
    static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    readonly Lock _gate = new();
    readonly string _namespace;
    readonly Action<string> _write;
    readonly Func<(int Width, int Height)> _size;
    readonly TimeProvider _time;
    readonly Dictionary<ObjectIdentity, Row> _rows = [];
    readonly ITimer _timer;
    string? _step;
    int _drawn;
    int _frame;

    sealed record Row(string State, HealthStatus? Health, long Started, TimeSpan? Ended);

    /// <summary>Begins to show.</summary>
    /// <param name="ns">The release's namespace.</param>
    /// <param name="write">Writes to the terminal.</param>
    /// <param name="size">Its width and height in characters.</param>
    /// <param name="time">The clock.</param>
    public LiveProgress(string ns, Action<string> write, Func<(int Width, int Height)> size, TimeProvider time)
    {
        _namespace = ns;
        _write = write;
        _size = size;
        _time = time;
        _timer = time.CreateTimer(_ => Draw(), state: null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Planned(DeployPlan plan) => Above(PlanText.Write(plan));

    /// <inheritdoc/>
    public void StepStarted(string step, int objects)
    {
        lock (_gate)
        {
            Settle();
            _step = step;
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Done(ObjectIdentity identity, string what)
    {
        lock (_gate)
        {
            var isOver = what is "deleted" or "restored";
            var row = _rows.GetValueOrDefault(identity) ?? new Row(what, null, _time.GetTimestamp(), null);
            _rows[identity] = row with { State = what, Ended = isOver ? _time.GetElapsedTime(row.Started) : null };
            Draw();
        }
    }

    /// <inheritdoc/>
    public void HealthChanged(ObjectProgress progress)
    {
        lock (_gate)
        {
            var row = _rows.GetValueOrDefault(progress.Identity) ?? new Row("", null, _time.GetTimestamp(), null);
            var isOver = progress.Health.Status is HealthStatus.Healthy or HealthStatus.Suspended;
            _rows[progress.Identity] = row with { State = progress.Health.ToString(), Health = progress.Health.Status, Ended = isOver ? progress.Since : null };
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Note(string text) => Above([$"  {text}"]);

    /// <summary>Leaves what is shown as it is.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            Settle();
    }

    void Above(IEnumerable<string> lines)
    {
        lock (_gate)
        {
            Erase();
            foreach (var line in lines)
                _write(OutputLine.Of(line) + "\n");
            Draw();
        }
    }

    void Settle()
    {
        if (_step is null)
            return;
        Erase();
        foreach (var line in Lines(int.MaxValue))
            _write(OutputLine.Of(line) + "\n");
        _step = null;
        _rows.Clear();
    }

    void Draw()
    {
        lock (_gate)
        {
            if (_step is null)
                return;
            Erase();
            _frame++;
            // Terminals that do not know their size say 0.
            var (width, height) = _size();
            (width, height) = (width > 0 ? width : OrdinaryWidth, height > 0 ? height : OrdinaryHeight);
            foreach (var line in Lines(Math.Max(3, height - LinesLeftFree)).Select(OutputLine.Of))
            {
                _write((line.Length > width ? string.Concat(line.AsSpan(0, Math.Max(1, width - 1)), "…") : line) + "\n");
                _drawn++;
            }
        }
    }

    // Up by the lines drawn, and everything below is cleared (ECMA-48: CUU, ED).
    void Erase()
    {
        if (_drawn > 0)
            _write(string.Create(CultureInfo.InvariantCulture, $"\u001b[{_drawn}A\u001b[0J"));
        _drawn = 0;
    }

    // Where there is no room for all, what is still under way comes first.
    IEnumerable<string> Lines(int room)
    {
        yield return $"{_step}";
        var rows = _rows.OrderBy(entry => room == int.MaxValue || entry.Value.Ended is null ? 0 : 1).ToList();
        foreach (var (identity, row) in rows.Take(room - 1))
            yield return Line(identity, row);
        if (rows.Count > room - 1)
            yield return string.Create(CultureInfo.InvariantCulture, $"  and {rows.Count - room + 1} more");
    }

    string Line(ObjectIdentity identity, Row row)
    {
        var sign = row.Ended is not null ? "✓" : row.Health is HealthStatus.Degraded ? "✗" : Spinner[_frame % Spinner.Length];
        var seconds = (row.Ended ?? _time.GetElapsedTime(row.Started)).TotalSeconds;
        return new StringBuilder().Append(CultureInfo.InvariantCulture, $"  {sign} {ObjectName.In(_namespace, identity)}  {row.State}  {seconds:0.0} s").ToString();
    }
}
