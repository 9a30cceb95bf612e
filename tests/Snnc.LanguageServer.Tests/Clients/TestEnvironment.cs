using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace Snnc.LanguageServer.Tests.Clients;

/// <summary>What the tests of this assembly run in.</summary>
internal static class TestEnvironment
{
    // What the server writes for clients to open goes there, and not among the user's files.
    [ModuleInitializer]
    internal static void KeepOffTheUsersFiles() =>
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Path.Combine(Path.GetTempPath(), "snnc-lsp-tests"));
}
