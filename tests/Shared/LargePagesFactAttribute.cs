using System.IO;
using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that needs a system which can be asked for large pages; skipped elsewhere.</summary>
internal sealed class LargePagesFactAttribute : FactAttribute
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";

    public LargePagesFactAttribute()
    {
        Skip = File.Exists(Setting) ? null : $"needs large pages that can be asked for, and there is no {Setting}";
    }
}
