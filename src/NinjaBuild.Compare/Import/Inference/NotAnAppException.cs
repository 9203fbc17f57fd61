namespace NinjaBuild.Compare.Import.Inference;

/// <summary>A workload that no declaration of an app can make: it is kept as it is.</summary>
sealed class NotAnAppException(string message) : Exception(message);
