using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>Checks that end the running target with a message.</summary>
[StackTraceHidden]
public static class Assert
{
    [DoesNotReturn]
    [SuppressMessage("Usage", "CA2201", Justification = "The type that Nuke throws.")]
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);

    public static void True(
        [DoesNotReturnIf(false)] bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (!condition)
            throw new ArgumentException(message ?? $"Expected condition to be true: {argumentExpression}");
    }

    public static void False(
        [DoesNotReturnIf(true)] bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (condition)
            throw new ArgumentException(message ?? $"Expected condition to be false: {argumentExpression}");
    }

    public static T NotNull<T>(
        [NotNull] this T? obj,
        string? message = null,
        [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : class
        => obj ?? throw new ArgumentException(message ?? $"Expected a value: {argumentExpression}");

    public static string NotNullOrEmpty(
        [NotNull] this string? str,
        string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
        => string.IsNullOrEmpty(str) ? throw new ArgumentException(message ?? $"Expected text: {argumentExpression}") : str;

    public static void FileExists(string path, string? message = null) => True(File.Exists(path), message ?? $"File not found: {path}");

    public static void DirectoryExists(string path, string? message = null)
        => True(Directory.Exists(path), message ?? $"Directory not found: {path}");
}
