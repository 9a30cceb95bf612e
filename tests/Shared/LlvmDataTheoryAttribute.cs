using Xunit;

namespace Snnc.Tests;

/// <summary>A theory that needs libLLVM and files or folders of <see cref="Repository.Data"/>; skipped where one is absent.</summary>
internal sealed class LlvmDataTheoryAttribute : TheoryAttribute
{
    public LlvmDataTheoryAttribute(params string[] paths)
    {
        Skip = LlvmLibrary.Absence ?? new DataFactAttribute(paths).Skip;
    }
}
