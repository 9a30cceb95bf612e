using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Compiler.Plan;
using Snnc.Llvm.Emission;

namespace Snnc.Llvm;

/// <summary>A network's states and buffers; for one thread at a time.</summary>
public sealed unsafe class NativeInstance
{
    private readonly NativeProgram _program;
    private readonly byte* _memory;
    private readonly void** _arrays;
    private readonly GCHandle[] _pins;
    private readonly long[] _sampleBytes;

    /// <summary>Makes one, reset.</summary>
    public NativeInstance(NativeProgram program)
    {
        _program = program;
        _memory = (byte*)HostMemory.Allocate(program.Layout.Size);
        _pins = new GCHandle[Graph.Nodes.Count(node => node.Op is InputOp) + Graph.Outputs.Count];
        var outputs = Graph.Outputs.Select(output => program.Layout.TypeOf(output.Value));
        _sampleBytes = [.. Graph.Nodes.Where(node => node.Op is InputOp).Select(node => node.Type).Concat(outputs).Select(BytesOf)];
        _arrays = (void**)NativeMemory.AllocZeroed((nuint)_pins.Length + 1, (nuint)sizeof(void*));
        program.Init(_memory, program.Weights);
    }

    /// <summary>Frees the memory.</summary>
    ~NativeInstance()
    {
        HostMemory.Free(_memory);
        NativeMemory.Free(_arrays);
    }

    /// <summary>Gets the size of what <see cref="Save"/> gives, in bytes.</summary>
    public int StateSize => checked((int)(_program.Layout.StateEnd - InstanceLayout.Step));

    /// <summary>Gets how many samples of a batch run together.</summary>
    public int SamplesAtOnce => _program.Layout.Plan.Samples;

    private Graph Graph => _program.Layout.Plan.Graph;

    /// <summary>Runs an inference.</summary>
    /// <exception cref="RunException">A value is out of the range of an operator.</exception>
    public void Run(long sample, float[][] inputs, Array[] outputs)
    {
        Begin(inputs, outputs);
        try
        {
            _ = _program.Run(_memory, sample, _arrays, _arrays + inputs.Length);
            ThrowIfFailed();
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Runs an inference that ends once the network is sure, as the C header tells of <c>run_until</c>.</summary>
    /// <returns>The steps that were run.</returns>
    /// <exception cref="NotSupportedException">The program was not compiled for that, or always takes all steps.</exception>
    /// <exception cref="RunException">A value is out of the range of an operator.</exception>
    public int RunUntil(float confidence, int every, long sample, float[][] inputs, Array[] outputs)
    {
        if (_program.RunUntil == null)
        {
            throw new NotSupportedException($"'{Graph.Name}' runs all its steps: it has no scores to look at before.");
        }

        Begin(inputs, outputs);
        try
        {
            var steps = _program.RunUntil(_memory, confidence, every, sample, _arrays, _arrays + inputs.Length);
            ThrowIfFailed();
            return steps;
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Runs some of the samples of arrays whose first axis is the sample.</summary>
    /// <exception cref="RunException">A value is out of the range of an operator.</exception>
    public void RunBatch(long firstSample, int from, int to, float[][] inputs, Array[] outputs)
    {
        Begin(inputs, outputs);
        try
        {
            for (var i = 0; i < inputs.Length + outputs.Length; i++)
            {
                _arrays[i] = (byte*)_arrays[i] + (from * _sampleBytes[i]);
            }

            _ = _program.RunBatch(_memory, firstSample + from, to - from, _arrays, _arrays + inputs.Length);
            ThrowIfFailed();
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Runs a step of a stream.</summary>
    /// <param name="ready">Set for each output that was written.</param>
    /// <returns>Whether there is such an output.</returns>
    /// <exception cref="RunException">A value is out of the range of an operator.</exception>
    public bool Step(float[][] inputs, Array[] outputs, Span<bool> ready)
    {
        Span<byte> flags = stackalloc byte[outputs.Length + 1];
        Begin(inputs, outputs);
        try
        {
            int any;
            fixed (byte* set = flags)
            {
                any = _program.Step(_memory, _arrays, _arrays + inputs.Length, set);
            }

            ThrowIfFailed();
            for (var i = 0; i < outputs.Length; i++)
            {
                ready[i] = flags[i] != 0;
            }

            return any != 0;
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Shows a function what nodes give, as the C header tells of <c>set_observer</c>; 0 ends that.</summary>
    public void SetObserver(nint function, nint context) => Set(InstanceLayout.Observer, function, context);

    /// <summary>Has a function share the pieces of large layers among threads, as the C header tells of <c>set_parallel</c>; 0 ends that.</summary>
    public void SetParallel(nint function, nint context)
    {
        if (_program.Layout.Parallel is { } place)
        {
            Set(place, function, context);
        }
    }

    /// <summary>Sets all states to their initial values and, in a stream, the time to its start.</summary>
    public void Reset() => _program.Reset(_memory);

    /// <summary>All states, as they lie in memory.</summary>
    public byte[] Save() => new ReadOnlySpan<byte>(_memory + InstanceLayout.Step, StateSize).ToArray();

    /// <summary>Takes what <see cref="Save"/> gave.</summary>
    public void Load(ReadOnlySpan<byte> states) => states.CopyTo(new Span<byte>(_memory + InstanceLayout.Step, StateSize));

    /// <summary>Of each of the plan's counted layers the share of its inputs that was not 0 where it was counted; NaN where it was not yet.</summary>
    public double[] Activity()
    {
        if (_program.Activity == null)
        {
            return [];
        }

        var shares = new double[CountedLayers.Of(_program.Plan).Count];
        fixed (double* start = shares)
        {
            _program.Activity(_memory, start);
        }

        return shares;
    }

    private long BytesOf(Compiler.Ir.ValueType type) => type.Shape.Size * (type.Element == ElementType.Int ? sizeof(long) : sizeof(float))
        * (type.Kind == ValueKind.Frame ? 1 : Graph.Time.Steps ?? 1);

    private void Set(long place, nint function, nint context)
    {
        *(nint*)(_memory + place) = function;
        *(nint*)(_memory + place + sizeof(long)) = context;
    }

    private void Begin(float[][] inputs, Array[] outputs)
    {
        for (var i = 0; i < inputs.Length + outputs.Length; i++)
        {
            _pins[i] = GCHandle.Alloc(i < inputs.Length ? inputs[i] : outputs[i - inputs.Length], GCHandleType.Pinned);
            _arrays[i] = (void*)_pins[i].AddrOfPinnedObject();
        }
    }

    private void Release()
    {
        for (var i = 0; i < _pins.Length; i++)
        {
            if (_pins[i].IsAllocated)
            {
                _pins[i].Free();
            }
        }
    }

    private void ThrowIfFailed()
    {
        var place = *(long*)(_memory + InstanceLayout.Error);
        if (place != 0)
        {
            var node = Graph.Nodes[(int)place - 1];
            var entries = Graph.Constants.First(constant => constant.Name == ((EmbeddingOp)node.Op).Table).Shape[0];
            var (element, value) = (*(long*)(_memory + InstanceLayout.ErrorElement), *(double*)(_memory + InstanceLayout.ErrorValue));
            throw new RunException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the embedding '{node.Name}' has entries 0 to {entries - 1}, but element {element} of its input is {value:R}"),
                "give whole numbers in that range, or a larger table",
                node.Location);
        }
    }
}
