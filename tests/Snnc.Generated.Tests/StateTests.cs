using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Generated.Tests.Networks;
using Snnc.Runtime;
using Xunit;

namespace Snnc.Generated.Tests;

/// <summary>States that leave the network, and come back.</summary>
public sealed class StateTests
{
    private const int Saved = 23;

    [Fact]
    public void LoadState_InANewProcess_GoesOnBitForBit()
    {
        var network = Echo.Load();
        EchoRun.Steps(network, 0, Saved);
        using var folder = new TemporaryFolder();
        var answer = folder.PathOf("answer");
        var state = folder.Write("state", [.. BitConverter.GetBytes(Saved), .. network.SaveState()]);

        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(EchoRun).Assembly.Location, "go-on", state, answer]))!;
        process.WaitForExit();

        process.ExitCode.ShouldBe(0);
        File.ReadAllLines(answer).ShouldBe(EchoRun.Steps(network, Saved, EchoRun.Length));
    }

    [Fact]
    public void Clone_InTheMiddle_GoesOnByItself()
    {
        var network = Echo.Load();
        EchoRun.Steps(network, 0, Saved);
        var clone = network.Clone();
        EchoRun.Steps(network, 0, 5);

        EchoRun.Steps(clone, Saved, EchoRun.Length).ShouldBe(EchoRun.Steps(Echo.Load(), 0, EchoRun.Length).Skip(Saved));
    }

    [Fact]
    public void Reset_GoesBackToTheStart()
    {
        var network = Echo.Load();
        var first = EchoRun.Steps(network, 0, Saved);
        network.Reset();
        EchoRun.Steps(network, 0, Saved).ShouldBe(first);
    }

    [Fact]
    public void Step_AfterTwoBillionSteps_EndsWindowsWhenTheyWouldHave()
    {
        // Where the count of steps stands, after head and length: 2^31 - 48 is 0 in windows of 10 and 20 steps, as 20 is.
        const int Place = 4 + 4 + 5 + 8 + 4;
        var (young, old) = (Echo.Load(), Echo.Load());
        EchoRun.Steps(young, 0, 20);
        var state = young.SaveState();
        BinaryPrimitives.ReadInt32LittleEndian(state.AsSpan(Place)).ShouldBe(20);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(Place), int.MaxValue - 47);
        old.LoadState(WithChecksum(state));

        EchoRun.Steps(old, 20, 120).ShouldBe(EchoRun.Steps(young, 20, 120));

        BinaryPrimitives.ReadInt32LittleEndian(old.SaveState().AsSpan(Place)).ShouldBeInRange(1 << 30, int.MaxValue - 1);
    }

    [Fact]
    public void LoadState_OfAnother_SaysWhichOne()
    {
        var state = Echo.Load().SaveState();
        Should.Throw<SnncRunException>(() => Several.Load().LoadState(state)).Message.ShouldBe("This is a saved state of the network Echo, not of Several.");
        Should.Throw<SnncRunException>(() => Echo.Load().LoadState([.. "something else"u8])).Message.ShouldContain("nor of any");
        state[4]++;
        Should.Throw<SnncRunException>(() => Echo.Load().LoadState(state)).Message.ShouldContain("has the format 3; this runtime reads the format 2");
    }

    [Fact]
    public void LoadState_CutOff_IsRefusedAtEveryLength()
    {
        var (network, state) = (Echo.Load(), Echo.Load().SaveState());
        for (var length = 0; length < state.Length; length++)
        {
            Should.Throw<SnncRunException>(() => network.LoadState(state.AsSpan(0, length)), $"{length} bytes");
        }
    }

    [Fact]
    public void LoadState_Changed_IsRefusedAndLeavesTheNetworkAsItIs()
    {
        var network = Echo.Load();
        EchoRun.Steps(network, 0, Saved);
        var state = network.SaveState();
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var changed = Mutated(state, random);
            Should.Throw<SnncRunException>(() => network.LoadState(changed));
        }

        network.SaveState().ShouldBe(state);
    }

    // Whoever wants to can write a right checksum; then a state may be taken, but nothing else may happen.
    [Fact]
    public void LoadState_ChangedWithItsChecksum_IsTakenOrRefused()
    {
        var network = Echo.Load();
        EchoRun.Steps(network, 0, Saved);
        var state = network.SaveState();
        var random = new Random(2);
        var refused = 0;
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                network.LoadState(WithChecksum(Mutated(state, random)));
            }
            catch (SnncRunException)
            {
                refused++;
            }

            network.Step(EchoRun.Left(i), EchoRun.Right(i));
        }

        refused.ShouldBeGreaterThan(100);
    }

    private static byte[] Mutated(byte[] state, Random random)
    {
        var changed = state.ToArray();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
        }

        return random.Next(4) switch
        {
            0 => changed[..random.Next(changed.Length)],
            1 => [.. changed, (byte)random.Next(256)],
            _ => changed.SequenceEqual(state) ? [.. changed, 0] : changed,
        };
    }

    private static byte[] WithChecksum(byte[] state)
    {
        if (state.Length >= sizeof(ulong))
        {
            var body = state.AsSpan(..^sizeof(ulong));
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(body.Length), Checksum(body));
        }

        return state;
    }

    // As the documentation of the format says.
    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        while (bytes.Length >= 8)
        {
            hash = unchecked((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 1099511628211UL);
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 1099511628211UL);
        }

        return hash;
    }
}
