using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace Snnc.Cli.Tests;

/// <summary>What was measured of this machine must not decide what tests see: it is looked for in a folder that is not there.</summary>
internal static class TestEnvironment
{
    [ModuleInitializer]
    internal static void Isolate() =>
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Path.Combine(Path.GetTempPath(), $"snnc-tests-{Environment.ProcessId}", "config"));
}
