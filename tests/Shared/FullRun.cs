using System;

namespace Snnc.Tests;

/// <summary>Whether tests take the whole of a long list (SNNC_FULL=1, target TestFull) or a sample of it.</summary>
internal static class FullRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("SNNC_FULL") == "1";
}
