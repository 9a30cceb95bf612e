using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that needs libLLVM; skipped where it is absent.</summary>
internal sealed class LlvmFactAttribute : FactAttribute
{
    public LlvmFactAttribute()
    {
        Skip = LlvmLibrary.Absence;
    }
}
