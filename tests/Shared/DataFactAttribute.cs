using System.IO;
using System.Linq;
using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that needs files or folders of <see cref="Repository.Data"/>; skipped where they are absent.</summary>
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(params string[] paths)
    {
        var missing = paths.Append(".").Select(p => Path.Combine(Repository.Data, p)).FirstOrDefault(p => !Path.Exists(p));
        Skip = missing is null ? null : $"needs {Path.GetFullPath(missing)}, which is not on this machine";
    }
}
