using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Snnc.LanguageServer.Tests.Editors;

/// <summary>A fact that needs Neovim; skipped where it is absent.</summary>
internal sealed class NeovimFactAttribute : FactAttribute
{
    public NeovimFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = folders.Any(folder => File.Exists(Path.Combine(folder, "nvim"))) ? null : "needs nvim, which is not on this machine: apt-get install neovim";
    }
}
