namespace NinjaBuild.Hermetic;

/// <summary>Results of actions by the digest of the action. Used from several threads at once; a backend that fails behaves as if it held nothing.</summary>
public interface IActionCache
{
    /// <summary>The result kept for an action, an encoded REAPI <c>ActionResult</c>; null where there is none or it is damaged.</summary>
    /// <param name="action">Digest of the action.</param>
    byte[]? Get(Digest action);

    /// <summary>Keeps the result of an action. What it names must be in the content store by then.</summary>
    /// <param name="action">Digest of the action.</param>
    /// <param name="result">An encoded REAPI <c>ActionResult</c>.</param>
    void Put(Digest action, ReadOnlySpan<byte> result);
}
