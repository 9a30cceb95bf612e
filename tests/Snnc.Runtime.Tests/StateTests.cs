using Shouldly;
using Xunit;

namespace Snnc.Runtime.Tests;

public sealed class StateTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var reader = new StateReader(Sample(), "Net", 3);
        var (reals, whole) = (new float[2], new long[1]);
        reader.Read(reals);
        reader.Read(whole);
        reals.ShouldBe([1.5f, -2]);
        whole.ShouldBe([1L << 40]);
        reader.Read(0, 10).ShouldBe(7);
    }

    [Fact]
    public void Open_OfAnotherNetworkOrVersion_IsRefused()
    {
        Should.Throw<SnncRunException>(() => new StateReader(Sample(), "Other", 3)).Message.ShouldContain("Other");
        Should.Throw<SnncRunException>(() => new StateReader(Sample(), "Net", 4));
        Should.Throw<SnncRunException>(() => new StateReader([], "Net", 3));
        Should.Throw<SnncRunException>(() => new StateReader([0x53, 0x4E, 0x53, 0x53, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "Net", 3));
    }

    [Fact]
    public void Read_TruncatedOrOfAnotherLength_IsRefused()
    {
        var bytes = Sample();
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<SnncRunException>(() => ReadAll(bytes[..length]), $"{length} bytes");
        }

        Should.Throw<SnncRunException>(() => new StateReader(bytes, "Net", 3).Read(new float[3]));
    }

    [Fact]
    public void Read_NumberOutOfRange_IsRefused()
    {
        var writer = new StateWriter("Net", 1);
        writer.Write(12);
        Should.Throw<SnncRunException>(() => new StateReader(writer.ToArray(), "Net", 1).Read(0, 12)).Message.ShouldContain("from 0 to 11");
    }

    private static byte[] Sample()
    {
        var writer = new StateWriter("Net", 3);
        writer.Write([1.5f, -2]);
        writer.Write([1L << 40]);
        writer.Write(7);
        return writer.ToArray();
    }

    private static void ReadAll(byte[] bytes)
    {
        var reader = new StateReader(bytes, "Net", 3);
        reader.Read(new float[2]);
        reader.Read(new long[1]);
        reader.Read(0, 10);
    }
}
