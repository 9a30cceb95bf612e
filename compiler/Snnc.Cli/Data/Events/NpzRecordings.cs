using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;

namespace Snnc.Cli.Data.Events;

/// <summary>
/// Events of a camera in an archive: the arrays <c>x</c>, <c>y</c>, <c>p</c>, and <c>t_us</c>, <c>t_ms</c> or <c>t_s</c> (or <c>t</c>:
/// microseconds if whole, else seconds). <c>offsets</c>, if there, says where each recording starts, and one past the last where it ends.
/// </summary>
internal sealed class NpzRecordings
{
    private static readonly Dictionary<string, double> Units = new() { ["t_us"] = 1e-6, ["t_ms"] = 1e-3, ["t_s"] = 1, ["t"] = 0 };
    private readonly ITensorSource _source;
    private readonly TensorInfo _time;

    private NpzRecordings(ITensorSource source, TensorInfo time) => (_source, _time) = (source, time);

    private double Seconds => _time.Key != "t" ? Units[_time.Key]
        : _time.DType is DType.Float16 or DType.BFloat16 or DType.Float32 or DType.Float64 ? 1 : 1e-6;

    /// <summary>The recordings, or null if the archive has no such arrays.</summary>
    public static NpzRecordings? Open(string path)
    {
        if (!path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var source = TensorFile.Open(path);
        var time = source.Tensors.FirstOrDefault(array => Units.ContainsKey(array.Key));
        var isCamera = new[] { "x", "y", "p" }.All(key => source.Tensors.Any(array => array.Key == key));
        return time is not null && isCamera ? new NpzRecordings(source, time) : null;
    }

    /// <summary>Reads the events, and the array <c>labels</c> if there is one.</summary>
    public LabelArray? Read(EventBins bins, int? limit)
    {
        TensorData x = Column("x"), y = Column("y"), p = Column("p"), t = Column(_time.Key);
        if (new[] { y, p, t }.Any(column => column.Shape.Size != x.Shape.Size))
        {
            throw EventBins.Wrong(bins.Path, "its arrays x, y, p and t are not equally long");
        }

        var offsets = Offsets(x.Shape.Size, bins.Path);
        for (var recording = 0; recording < Math.Min(offsets.Length - 1, limit ?? int.MaxValue); recording++)
        {
            for (var i = offsets[recording]; i < offsets[recording + 1]; i++)
            {
                bins.Add(t.GetDouble(i) * Seconds, (long)x.GetDouble(i), (long)y.GetDouble(i), (long)p.GetDouble(i));
            }

            bins.EndRecording();
        }

        return LabelArray.Load(new DataContainer(bins.Path, _source), null);
    }

    private TensorData Column(string key) => _source.Read(key);

    private long[] Offsets(long events, string path)
    {
        if (_source.Tensors.All(array => array.Key != "offsets"))
        {
            return [0, events];
        }

        var offsets = Array.ConvertAll(_source.Read("offsets").ToDoubles(), offset => (long)offset);
        var isSound = offsets.Length >= 2 && offsets[0] >= 0 && offsets[^1] <= events
            && offsets.Zip(offsets.Skip(1)).All(pair => pair.First <= pair.Second);
        return isSound ? offsets : throw EventBins.Wrong(path, $"its offsets do not cut its {events} events into recordings");
    }
}
