using System;
using System.IO;
using System.Linq;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Editors;

/// <summary>A fact that needs node, the packages of the extension of VS Code, and perhaps Chromium; skipped where one is absent.</summary>
internal sealed class NodePackagesFactAttribute : FactAttribute
{
    public NodePackagesFactAttribute(bool browser = false)
    {
        Skip = !IsThere("node") ? "needs node, which is not on this machine: apt-get install nodejs npm"
            : !Directory.Exists(Repository.PathOf("sdk", "vscode-snn", "node_modules")) ? "needs packages of npm: npm ci in sdk/vscode-snn, or ./build.sh --target=EditorTest"
            : browser && !IsThere("chromium") ? "needs chromium, which is not on this machine: apt-get install chromium"
            : null;
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
