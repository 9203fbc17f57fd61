using Google.Protobuf;
using NinjaBuild.Hermetic.Protocol;

namespace NinjaBuild.Hermetic;

/// <summary>The digest of an action: the name under which its result is kept.</summary>
static class ActionKey
{
    /// <summary>Platform property that holds the version of the rule.</summary>
    public const string RuleVersion = "ninjabuild-rule-version";

    // Goes up when what we make of a rule's output changes.
    static readonly ByteString Edition = ByteString.CopyFromUtf8("ninjabuild-1");

    public static Hermetic.Digest Of(IRule rule, IReadOnlyList<string> arguments, Hermetic.Digest inputRoot)
    {
        // Since version 2.2 the API wants the properties in the action as well as in the command.
        var platform = new Protocol.Platform { Properties = { new Protocol.Platform.Types.Property { Name = RuleVersion, Value = rule.Version } } };
        var command = new Command { Platform = platform, OutputPaths = { "" } };
        command.Arguments.Add(rule.Name);
        command.Arguments.AddRange(arguments);
        var action = new Protocol.Action
        {
            CommandDigest = MerkleTree.ToMessage(Hermetic.Digest.Of(command.ToByteArray())),
            InputRootDigest = MerkleTree.ToMessage(inputRoot),
            Salt = Edition,
            Platform = platform,
        };
        return Hermetic.Digest.Of(action.ToByteArray());
    }
}
