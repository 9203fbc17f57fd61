namespace NinjaBuild.Compare.Reports.Html;

/// <summary>What the page says of a line of two objects side by side, in the order of weight. The page knows these numbers.</summary>
enum LineMark
{
    /// <summary>Both sides have it.</summary>
    Same,

    /// <summary>The texts differ, and mean the same.</summary>
    Text,

    /// <summary>What differs here is accepted.</summary>
    Accepted,

    /// <summary>What differs here is cosmetic.</summary>
    Cosmetic,

    /// <summary>What differs here changes behaviour.</summary>
    Behaviour,

    /// <summary>What differs here breaks what is live.</summary>
    Breaking,
}
