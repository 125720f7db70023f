using System.Runtime.Versioning;

// The tree that is tested is Linux's, with its file modes.
[assembly: SupportedOSPlatform("linux")]
