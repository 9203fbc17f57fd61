namespace NinjaBuild.Helm.Charts;

/// <summary>A chart that cannot be read or rendered: everything that is wrong with it, as far as one look can tell.</summary>
public sealed class ChartException : Exception
{
    /// <summary>Reports several problems at once.</summary>
    /// <param name="problems">At least one.</param>
    public ChartException(IReadOnlyList<ChartProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Reports one problem.</summary>
    public ChartException(ChartProblem problem)
        : this([problem])
    {
    }

    /// <summary>Reports a problem of a whole file.</summary>
    public ChartException(string path, string message)
        : this(new ChartProblem(path, message))
    {
    }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ChartProblem> Problems { get; }
}
