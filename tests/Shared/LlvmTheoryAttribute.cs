using Xunit;

namespace Snnc.Tests;

/// <summary>A theory that needs libLLVM; skipped where it is absent.</summary>
internal sealed class LlvmTheoryAttribute : TheoryAttribute
{
    public LlvmTheoryAttribute()
    {
        Skip = LlvmLibrary.Absence;
    }
}
