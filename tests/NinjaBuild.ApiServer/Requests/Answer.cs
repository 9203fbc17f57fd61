namespace NinjaBuild.ApiServer.Requests;

/// <summary>What a request is answered with.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">Its type.</param>
sealed record Answer(int StatusCode, byte[] Body, string ContentType = "application/json")
{
    /// <summary>Texts for <c>Warning</c> headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    public static Answer Of(object? tree, int statusCode = 200) => new(statusCode, Objects.JsonTree.Write(tree));

    public static Answer Text(string text, int statusCode = 200) => new(statusCode, System.Text.Encoding.UTF8.GetBytes(text), "text/plain");

    public static Answer Of(StatusFailure failure) => Of(failure.ToTree(), failure.Code) with { RetryAfterSeconds = failure.RetryAfterSeconds };
}
