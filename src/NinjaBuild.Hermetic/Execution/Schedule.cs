using System.Runtime.ExceptionServices;

namespace NinjaBuild.Hermetic;

/// <summary>
/// Runs the nodes of a graph on several threads, each after those it needs. Of the nodes that are ready the first in the graph's order
/// goes first, so that what belongs together is done together and its memory is free early.
/// </summary>
sealed class Schedule(List<ActionNode> graph, Action<ActionNode> run, Action<int, int>? progress)
{
    // Templates nest; the default of some systems is a stack of 1.5 MB.
    const int StackSize = 16 << 20;

    readonly object _gate = new();
    readonly PriorityQueue<ActionNode, int> _ready = new();
    ExceptionDispatchInfo? _failure;
    int _done;

    /// <summary>Runs all of them.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was running has ended.</exception>
    public void Run(int threads, CancellationToken cancellation)
    {
        foreach (var node in graph)
        {
            if (node.Waiting == 0)
                _ready.Enqueue(node, node.Order);
        }

        using var wake = cancellation.Register(() =>
        {
            lock (_gate)
                Monitor.PulseAll(_gate);
        });
        var workers = new List<Thread>(threads);
        for (var i = 0; i < threads; i++)
        {
            var worker = new Thread(() => Work(cancellation), StackSize) { IsBackground = true, Name = $"Action worker {i + 1}" };
            worker.Start();
            workers.Add(worker);
        }

        foreach (var worker in workers)
            worker.Join();
        _failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    void Work(CancellationToken cancellation)
    {
        while (Next(cancellation) is { } node)
        {
            try
            {
                run(node);
                Done(node);
            }
            catch (Exception e)
            {
                Stop(ExceptionDispatchInfo.Capture(e));
            }
        }
    }

    ActionNode? Next(CancellationToken cancellation)
    {
        lock (_gate)
        {
            while (_ready.Count == 0 && _done < graph.Count && !IsOver(cancellation))
                Monitor.Wait(_gate);
            return IsOver(cancellation) || _ready.Count == 0 ? null : _ready.Dequeue();
        }
    }

    bool IsOver(CancellationToken cancellation) => _failure is not null || cancellation.IsCancellationRequested;

    void Stop(ExceptionDispatchInfo failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            Monitor.PulseAll(_gate);
        }
    }

    void Done(ActionNode node)
    {
        lock (_gate)
        {
            _done++;
            foreach (var user in node.NeededBy)
            {
                if (--user.Waiting == 0)
                    _ready.Enqueue(user, user.Order);
            }

            foreach (var needed in node.Needs)
            {
                if (--needed.Users == 0)
                    needed.Outcome?.Output?.Release();
            }

            if (node.Users == 0)
                node.Outcome?.Output?.Release();
            Monitor.PulseAll(_gate);
            progress?.Invoke(_done, graph.Count);
        }
    }
}
