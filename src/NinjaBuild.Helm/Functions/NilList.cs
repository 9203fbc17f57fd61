namespace NinjaBuild.Helm.Functions;

/// <summary>A list that is nil, as reading "null" gives: empty, but null in JSON.</summary>
sealed class NilList : List<object?>;
