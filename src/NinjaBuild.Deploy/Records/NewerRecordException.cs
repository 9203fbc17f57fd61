using System.Globalization;

namespace NinjaBuild.Deploy.Records;

/// <summary>A record was written by a later version, in a form that this one does not know.</summary>
/// <param name="format">The version of the form.</param>
sealed class NewerRecordException(long format)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"was written by a newer NinjaBuild, in format {format}; this one knows formats up to {RecordHead.Format}"));
