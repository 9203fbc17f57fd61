namespace NinjaBuild.Deploy.Records;

/// <summary>A record is not as it was written.</summary>
/// <param name="message">What is wrong, as it goes on after the Secret's name.</param>
sealed class BrokenRecordException(string message) : Exception(message);
