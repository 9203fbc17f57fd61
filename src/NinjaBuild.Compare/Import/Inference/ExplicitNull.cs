namespace NinjaBuild.Compare.Import.Inference;

/// <summary>A <c>null</c> that is to be written: it takes a secure default away, where a field that is missing would leave it.</summary>
sealed class ExplicitNull
{
    ExplicitNull()
    {
    }

    /// <summary>The only one.</summary>
    public static ExplicitNull Value { get; } = new();
}
