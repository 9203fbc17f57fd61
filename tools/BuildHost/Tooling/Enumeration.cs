using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>An open set of named values; each value is a public static field of the derived class.</summary>
public abstract class Enumeration
{
    /// <summary>The text that stands for it.</summary>
    protected string Value { get; set; } = "";

    [SuppressMessage("Usage", "CA2225", Justification = "ToString is the alternative.")]
    public static implicit operator string?(Enumeration? value) => value?.Value;

    public static bool operator ==(Enumeration? left, Enumeration? right) => Equals(left, right);

    public static bool operator !=(Enumeration? left, Enumeration? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Enumeration other && other.GetType() == GetType() && other.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Finds a value by the name of its field, case ignored.</summary>
    [SuppressMessage("Design", "MA0018", Justification = "The shape of Nuke's type.")]
    [SuppressMessage("Naming", "CA1724", Justification = "The name that Nuke gives it.")]
    public class TypeConverter<T> : TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
            => sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        /// <inheritdoc/>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
            => value is string text
                ? typeof(T).GetField(text, BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase)?.GetValue(null)
                  ?? throw new FormatException($"'{text}' is no {typeof(T).Name}")
                : base.ConvertFrom(context, culture, value);
    }
}
