using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Shouldly;
using Xunit;

namespace Snnc.Runtime.Tests;

public sealed unsafe class LargePagesTests
{
    // What the system notes of memory for which large pages were asked.
    private const string Asked = "hg";

    [LargePagesFact]
    public void AlignedArray_OfManyLargePages_AsksForThem()
    {
        var array = new AlignedArray<byte>(4 * LargePages.Size);

        fixed (byte* items = array)
        {
            FlagsOf((nuint)items + (nuint)(array.Length / 2)).ShouldContain(Asked);
        }
    }

    [LargePagesFact]
    public void NativeWeights_OfManyLargePages_AskForThem()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("n.weights");
        const int Size = 4 * LargePages.Size;
        File.WriteAllBytes(path, new byte[Size]);

        var weights = new NativeWeights(path, Size, CacheLine.Size);

        FlagsOf((nuint)weights.Start + (Size / 2)).ShouldContain(Asked);
        GC.KeepAlive(weights);
    }

    // The flags of the mapping with an address: a line FIRST-LAST ..., then lines NAME: VALUE, of which VmFlags is the last.
    private static IReadOnlyList<string> FlagsOf(nuint address)
    {
        var holds = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':'))
            {
                var ends = words[0].Split('-').Select(end => nuint.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
                holds = ends[0] <= address && address < ends[1];
            }
            else if (holds && words[0] == "VmFlags:")
            {
                return words[1..];
            }
        }

        return [];
    }
}
