using System.Runtime.Versioning;

// build.sh is what these tests run.
[assembly: UnsupportedOSPlatform("windows")]
