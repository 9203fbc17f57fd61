namespace NinjaBuild.Fuzz.Running;

/// <summary>Takes pieces out of an input for as long as it still shows its fault.</summary>
static class Minimiser
{
    public static byte[] Minimise(byte[] input, Func<byte[], bool> shows, TimeSpan time)
    {
        var end = DateTime.UtcNow + time;
        for (var size = Math.Max(1, input.Length / 2); ; size = Math.Max(1, size / 2))
        {
            var smaller = false;
            for (var at = 0; at < input.Length && DateTime.UtcNow < end;)
            {
                byte[] without = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + size, input.Length))];
                if (shows(without))
                    (input, smaller) = (without, true);
                else
                    at += size;
            }

            if (DateTime.UtcNow >= end || (size == 1 && !smaller))
                return input;
        }
    }
}
