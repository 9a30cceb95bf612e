using System.IO;
using Snnc.Benchmarks.Comparison;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>A theory on networks with drawn weights, which a generator beside the checkout makes with Python and numpy; skipped where one of these is absent.</summary>
internal sealed class DrawnTheoryAttribute : TheoryAttribute
{
    public DrawnTheoryAttribute(bool isNative = false)
    {
        Skip = (isNative ? LlvmLibrary.Absence : null) ?? Absence();
    }

    private static string? Absence()
    {
        if (!Directory.Exists(BenchFolder.Sources))
        {
            return $"needs {BenchFolder.Sources}, which is not on this machine";
        }

        try
        {
            Tool.Run("/usr/bin/python3", "-c", "import numpy");
            return null;
        }
        catch (ComparisonException)
        {
            return "needs Python with numpy: apt-get install python3-numpy";
        }
    }
}
