using Xunit;

namespace Snnc.Tests;

/// <summary>A theory that needs files or folders of <see cref="Repository.Data"/>; skipped where they are absent.</summary>
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute(params string[] paths)
    {
        Skip = new DataFactAttribute(paths).Skip;
    }
}
