using Serilog.Events;
using Serilog.Parsing;

namespace NinjaBuild.BuildHost.Output;

/// <summary>The text of a log event: texts as they are, everything else as Serilog writes it.</summary>
internal static class MessageText
{
    public static string Of(LogEvent logEvent)
    {
        using var writer = new StringWriter();
        foreach (var token in logEvent.MessageTemplate.Tokens)
            if (token is PropertyToken { Format: null, Alignment: null } property
                && logEvent.Properties.TryGetValue(property.PropertyName, out var value)
                && value is ScalarValue { Value: string text })
                writer.Write(text);
            else
                token.Render(logEvent.Properties, writer);
        return writer.ToString();
    }
}
