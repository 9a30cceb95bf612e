using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that needs libLLVM and files or folders of <see cref="Repository.Data"/>; skipped where one is absent.</summary>
internal sealed class LlvmDataFactAttribute : FactAttribute
{
    public LlvmDataFactAttribute(params string[] paths)
    {
        Skip = LlvmLibrary.Absence ?? new DataFactAttribute(paths).Skip;
    }
}
