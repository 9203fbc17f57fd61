using System.Runtime.ExceptionServices;
using NinjaBuild.GoTemplates;

namespace NinjaBuild.Fuzz.Targets;

/// <summary>Tells the template engine's own errors from faults that it has wrapped.</summary>
static class EngineErrors
{
    /// <summary>The message of an error; throws what lies under it where that is not the engine's own.</summary>
    public static string Own(TemplateException error)
    {
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is not (TemplateException or FunctionException))
                ExceptionDispatchInfo.Throw(cause);
        }

        return error.Message;
    }
}
