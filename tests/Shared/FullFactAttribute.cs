using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that takes long, and is left to a <see cref="FullRun"/>.</summary>
internal sealed class FullFactAttribute : FactAttribute
{
    public FullFactAttribute() => Skip = FullRun.IsOn ? null : "takes long: set SNNC_FULL=1";
}
