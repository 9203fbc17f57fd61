using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace NinjaBuild.Kubernetes.Quantities;

/// <summary>
/// An amount of a resource, exact to a billionth, as apimachinery's <c>resource.Quantity</c> reads and prints it. Two are equal when they
/// are the same amount, however they are written: <c>1000m</c> is <c>1</c>, <c>0.5Gi</c> is <c>512Mi</c>.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal static readonly BigInteger NanosInOne = 1_000_000_000;

    internal Quantity(BigInteger nanos, QuantityFormat format)
    {
        Nanos = nanos;
        Format = format;
    }

    /// <summary>The amount in billionths.</summary>
    public BigInteger Nanos { get; }

    /// <summary>How it is printed.</summary>
    public QuantityFormat Format { get; }

    /// <summary>Reads a quantity.</summary>
    /// <param name="text">
    /// A number with a suffix: n, u, m, k, M, G, T, P, E; Ki, Mi, Gi, Ti, Pi, Ei; or an exponent (<c>e3</c>, <c>E-6</c>). What is finer than a
    /// billionth is rounded away from zero. At most 100 characters, exponents from -100 to 100: the API server knows no such limits.
    /// </param>
    /// <param name="quantity">The quantity, where it is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Quantity quantity)
    {
        quantity = default;
        return text is not null && QuantityText.TryParse(text, out quantity);
    }

    /// <summary>Whether two texts are the same amount.</summary>
    public static bool SameAmount(string a, string b) => TryParse(a, out var x) && TryParse(b, out var y) && x == y;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => Nanos == other.Nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>The canonical form: no fraction, the largest suffix that keeps it exact, in the quantity's own format.</summary>
    public override string ToString() => QuantityText.Canonical(this);

    /// <summary>Whether they are the same amount.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether they are different amounts.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the first is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not more.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>The sum, in the format of the first.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Nanos + right.Nanos, left.Format);

    /// <summary>The sum, in the format of the first.</summary>
    public static Quantity Add(Quantity left, Quantity right) => left + right;
}
