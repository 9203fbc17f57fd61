namespace NinjaBuild.Kubernetes.Quantities;

/// <summary>How a quantity was written, and so how it is printed.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of ten with a letter: <c>100m</c>, <c>5</c>, <c>12M</c>.</summary>
    DecimalSuffix,

    /// <summary>Powers of 1024: <c>512Mi</c>.</summary>
    BinarySuffix,

    /// <summary>Powers of ten with an exponent: <c>12e6</c>.</summary>
    DecimalExponent,
}
