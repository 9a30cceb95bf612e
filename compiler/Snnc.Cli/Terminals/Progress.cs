using System;
using System.Diagnostics;
using System.Threading;

namespace Snnc.Cli.Terminals;

/// <summary>A bar with the time left, for a person who waits. Silent where nobody watches and while the work is short.</summary>
internal sealed class Progress(Terminal terminal, string what, long total) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private long _done;
    private TimeSpan _shown;
    private bool _isVisible;

    /// <summary>Counts finished pieces of work; may be called from several threads.</summary>
    public void Advance(long count)
    {
        var done = Interlocked.Add(ref _done, count);
        if (!terminal.IsInteractive || _clock.Elapsed < Patience)
        {
            return;
        }

        lock (_lock)
        {
            if (_clock.Elapsed - _shown >= Interval)
            {
                Show(done);
            }
        }
    }

    /// <summary>Wipes the bar away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isVisible)
            {
                terminal.Error.Write("\r\e[K");
            }
        }
    }

    private void Show(long done)
    {
        _isVisible = true;
        _shown = _clock.Elapsed;
        var share = Math.Clamp((double)done / total, 0, 1);
        var filled = (int)(share * BarWidth);
        var left = TimeSpan.FromSeconds(done == 0 ? 0 : _clock.Elapsed.TotalSeconds * (total - done) / done);
        var bar = new string('#', filled) + new string('.', BarWidth - filled);
        terminal.Error.Write($"\r\e[K{what} [{bar}] {done} of {total}, {Duration.Coarse(left)} left");
    }
}
