using NinjaBuild.ApiServer.Objects;

namespace NinjaBuild.ApiServer.Controllers;

/// <summary>States of containers in a pod's status.</summary>
static class ContainerStates
{
    public static Tree Waiting(string reason, string? message)
    {
        var waiting = new Tree { ["reason"] = reason };
        if (message is not null) waiting["message"] = message;
        return new Tree { ["waiting"] = waiting };
    }

    public static Tree Running(Tree pod, Tree container, string time)
    {
        var before = pod.Items("status", "containerStatuses").FirstOrDefault(status => status.Text("name") == container.Text("name"));
        return new Tree { ["running"] = new Tree { ["startedAt"] = before.Text("state", "running", "startedAt") ?? time } };
    }

    public static Tree Terminated(int exitCode, string reason, string time) => new()
    {
        ["terminated"] = new Tree { ["exitCode"] = (long)exitCode, ["reason"] = reason, ["startedAt"] = time, ["finishedAt"] = time },
    };

    /// <summary>Whether two statuses of a container differ in their times alone.</summary>
    public static bool AreAlike(Tree left, Tree right) => TreeEquality.AreEqual(Timeless(left), Timeless(right));

    static Tree Timeless(Tree status)
    {
        var result = status.Copied();
        foreach (var field in (ReadOnlySpan<string>)["state", "lastState"])
        {
            foreach (var state in result.Own(field).Values.OfType<Tree>())
            {
                state.Remove("startedAt");
                state.Remove("finishedAt");
            }
        }

        return result;
    }
}
