using System;
using System.Collections.Generic;

namespace Snnc.Compiler.Tests.Models;

/// <summary>One step of every model of the profiles in doubles, written from the simulators' equations. dt is 1 ms, times are in ms.</summary>
internal static class ProfileEquations
{
    private const string NirLif = "lif(tau = 11 ms, r = 2.5, threshold = 0.4, v_reset = -0.2)";
    private const string NirIf = "if_neuron(r = 1, threshold = 1.3, v_reset = -0.2)";
    private const string NirCuba = "cuba_lif(tau_syn = 4 ms, tau_mem = 11 ms, r = 2.5, w_in = 2, threshold = 0.4, v_reset = -0.2)";
    private const string NirLi = "li(tau = 11 ms)";
    private const double A = 1 - (1 / 11.0);
    private const double B = 1 - (1 / 4.0);

    private static readonly double ExactA = Math.Exp(-1 / 11.0);
    private static readonly double ExactB = Math.Exp(-1 / 4.0);

    /// <summary>Gets, for a profile and a use of one of its models, the port and the step: the cell and its input to spikes (or what is emitted).</summary>
    public static Dictionary<(string Profile, string Use), (string Port, Func<Cell, double, double> Step)> All { get; } = new()
    {
        [("snntorch", "Leaky(beta = 0.8, threshold = 0.7)")] = ("i", (c, x) => c.Delayed((0.8 * c.V) + x, 0.7)),
        [("snntorch", "Leaky(beta = 0.8, threshold = 0.7, reset_mechanism = zero)")] = ("i", (c, x) => c.DelayedToZero((0.8 * c.V) + x, 0.7)),
        [("snntorch", "Leaky(beta = 0.8, reset_mechanism = nothing)")] = ("i", (c, x) => Spike((c.V = (0.8 * c.V) + x) > 1)),
        [("snntorch", "Leaky(beta = 0.8, threshold = 0.3, reset_delay = off)")] = ("i", (c, x) => c.AtOnce((0.8 * c.V) + x, 0.3)),
        [("snntorch", "Leaky(beta = 0.8, reset_mechanism = zero, reset_delay = off)")] = ("i", (c, x) => c.To(0, (0.8 * c.V) + x, 1)),
        [("snntorch", "Synaptic(alpha = 0.6, beta = 0.8)")] = ("x", (c, x) => c.Delayed((0.8 * c.V) + (c.I = (0.6 * c.I) + x), 1)),
        [("snntorch", "Synaptic(alpha = 0.6, reset_mechanism = zero, reset_delay = off)")] = ("x", (c, x) => c.To(0, (0.8 * c.V) + (c.I = (0.6 * c.I) + x), 1)),
        [("snntorch", NirLif)] = ("i", (c, x) => c.Delayed((A * c.V) + x, 0.4 / (2.5 / 11))),
        [("snntorch", NirIf)] = ("i", (c, x) => c.Delayed(c.V + x, 1.3)),
        [("snntorch", NirCuba)] = ("x", (c, x) => c.Delayed((A * c.V) + (c.I = (B * c.I) + x), 0.4 / (2 / 4.0 * (2.5 / 11)))),
        [("snntorch-nir", NirLif)] = ("i", (c, x) => c.To(0, (A * c.V) + x, 0.4 / (2.5 / 11))),
        [("snntorch-nir", NirIf)] = ("i", (c, x) => c.AtOnce(c.V + x, 1.3)),
        [("snntorch-nir", NirCuba)] = ("x", (c, x) => c.To(0, (A * c.V) + (c.I = (B * c.I) + x), 0.4 / (2 / 4.0 * (2.5 / 11)))),
        [("norse", "LIFBoxCell(v_th = 0.2)")] = ("i", (c, x) => c.To(0, c.V + (0.1 * (0 - c.V + x)), 0.2)),
        [("norse", "LIFBoxCell(v_th = 0.2, v_leak = 0.1, reset_method = subtract)")] = ("i", (c, x) => c.Less(c.V + (0.1 * (0.1 - c.V + x)), 0.2)),
        [("norse", "LIFCell(v_th = 0.4)")] = ("x", NorseCurrent),
        [("norse", "IAFCell(v_th = 2, v_reset = -0.5)")] = ("i", (c, x) => c.To(-0.5, c.V + x, 2)),
        [("norse", "LIBoxCell(v_leak = 0.3)")] = ("i", (c, x) => c.V += 0.1 * (0.3 - c.V + x)),
        [("norse", NirLif)] = ("i", (c, x) => c.To(0, c.V + ((0 - c.V + x) / 11), 0.4)),
        [("norse", NirIf)] = ("i", (c, x) => c.To(0, c.V + x, 1.3)),
        [("norse", NirCuba)] = ("x", (c, x) => c.To(0, c.V + ((0 - c.V + (2.5 * (c.I += (0 - c.I + (2 * x)) / 4))) / 11), 0.4)),
        [("sinabs", "LIF(tau_mem = 11 step, spike_threshold = 0.1)")] = ("i", (c, x) => c.Many((ExactA * c.V) + ((1 - ExactA) * x), 0.1)),
        [("sinabs", "LIF(tau_mem = 11 step, norm_input = off, spike_fn = single, min_v_mem = -1)")] = ("i", (c, x) => c.Floor(c.LessAt((ExactA * c.V) + x, 1), -1)),
        [("sinabs", "LIFSyn(tau_syn = 4 step, tau_mem = 11 step, spike_threshold = 0.1)")] =
            ("x", (c, x) => c.Many((ExactA * c.V) + (c.I = (1 - ExactA) * (ExactB * (c.I + x))), 0.1)),
        [("sinabs", "IAF(spike_threshold = 0.5, min_v_mem = -1)")] = ("i", (c, x) => c.Floor(c.Many(c.V + x, 0.5), -1)),
        [("sinabs", "ExpLeak(tau_mem = 11 step)")] = ("i", (c, x) => c.V = (ExactA * c.V) + ((1 - ExactA) * x)),
        [("sinabs", NirLif)] = ("i", (c, x) => c.Many((ExactA * c.V) + x, 0.4)),
        [("sinabs", NirIf)] = ("i", (c, x) => c.Floor(c.Many(c.V + x, 1.3), -1.3)),
        [("sinabs", NirLi)] = ("i", (c, x) => c.V = (ExactA * c.V) + x),
        [("rockpool", "LIFTorch(tau_syn = 4 ms, tau_mem = 11 ms, bias = 0.1)")] = ("x", (c, x) => c.Many((ExactA * c.V) + (c.I = ExactB * (c.I + x)) + 0.1, 1)),
        [("rockpool", "LIFNeuronTorch(tau_mem = 11 ms, max_spikes_per_dt = 1)")] = ("i", (c, x) => c.LessAt((ExactA * c.V) + x, 1)),
        [("rockpool", "ExpSynTorch(tau = 11 ms)")] = ("i", (c, x) => c.V = ExactA * (c.V + x)),
        [("rockpool", NirLif)] = ("i", (c, x) => c.Many((ExactA * c.V) + x, 0.4)),
        [("rockpool", NirCuba)] = ("x", (c, x) => c.Many((ExactA * c.V) + (c.I = ExactB * (c.I + x)), 0.4)),
        [("rockpool", NirLi)] = ("i", (c, x) => c.V = ExactA * (c.V + x)),
        [("spikingjelly", "LIFNode()")] = ("i", (c, x) => c.ToAt(0, c.V + ((x - (c.V - 0)) / 2), 1)),
        [("spikingjelly", "LIFNode(tau = 3 step, decay_input = off, reset = subtract)")] = ("i", (c, x) => c.LessAt(c.V - (c.V / 3) + x, 1)),
        [("spikingjelly", "IFNode(v_threshold = 2)")] = ("i", (c, x) => c.ToAt(0, c.V + x, 2)),
        [("spikingjelly", "lif(tau = 11 ms, r = 11)")] = ("i", (c, x) => c.ToAt(0, c.V + ((0 - c.V) / 11) + x, 1)),
        [("spikingjelly", "if_neuron(threshold = 1.5)")] = ("i", (c, x) => c.ToAt(0, c.V + x, 1.5)),
        [("lava", "LIF(du = 0.25, dv = 0.1, bias_mant = 0.1, vth = 1)")] = ("x", (c, x) => c.To(0, (c.V * 0.9) + (c.I = (c.I * 0.75) + x) + 0.1, 1)),
        [("lava", NirLif)] = ("i", (c, x) => c.To(0, (c.V * A) + (2.5 / 11 * x), 0.4)),
        [("lava", NirIf)] = ("i", (c, x) => c.To(0, c.V + x, 1.3)),
        [("lava", NirCuba)] = ("x", (c, x) => c.To(0, (c.V * A) + (2.5 / 11 * (c.I = (c.I * B) + (2 / 4.0 * x))), 0.4)),
        [("nengo", "LIF(tau_rc = 3 ms, tau_ref = 1.5 ms)")] = ("j", Nengo),
        [("nengo", "SpikingRectifiedLinear()")] = ("j", (c, x) => c.Many(c.V + (Math.Max(x, 0) * 0.001), 1)),
        [("nengo", NirLif)] = ("i", (c, x) => c.Floor(c.To(0, c.V - (((2.5 * x / 0.4) - c.V) * (ExactA - 1)), 1), 0)),
        [("nengo", NirIf)] = ("i", (c, x) => c.To(0, c.V + (x / 1.3), 1)),
        [("nengo", NirCuba)] = ("x", (c, x) => c.Floor(c.To(0, c.V - (((2 * 2.5 * (c.I += (x - c.I) / 4) / 0.4) - c.V) * (ExactA - 1)), 1), 0)),
        [("nengo", NirLi)] = ("i", (c, x) => c.V += (1 - ExactA) * (x - c.V)),
        [("spyx", "LIF(beta = 0.8)")] = ("i", (c, x) => c.Late(z => (0.8 * c.V) + x - z, 1)),
        [("spyx", "IF(threshold = 2)")] = ("i", (c, x) => c.Late(z => c.V + x - (z * 2), 2)),
        [("spyx", "CuBaLIF(alpha = 0.6, beta = 0.8)")] = ("x", (c, x) => c.Late(z => (0.8 * (c.V - z)) + (c.I = (0.6 * c.I) + x) - z, 1)),
        [("spyx", "ALIF(beta = 0.8, gamma = 0.9, threshold = 0.5)")] = ("i", SpyxAdaptive),
        [("spyx", "LI(beta = 0.7)")] = ("i", (c, x) => c.V = (0.7 * c.V) + x),
        [("spyx", NirLif)] = ("i", (c, x) => c.Late(z => (A * c.V) + (x / 11) - (z * 0.4), 0.4)),
        [("spyx", NirIf)] = ("i", (c, x) => c.Late(z => c.V + x - (z * 1.3), 1.3)),
        [("spyx", NirCuba)] = ("x", (c, x) => c.Late(z => (A * (c.V - (z * 0.4))) + (c.I = (B * c.I) + (2 / 4.0 * x)) - (z * 0.4), 0.4)),
        [("spinnaker2", "lif_no_delay(alpha_decay = 0.8, i_offset = 0.1)")] = ("i", (c, x) => c.Less((0.8 * c.V) + x + 0.1, 1)),
        [("spinnaker2", "lif_curr_exp_no_delay(alpha_decay = 0.8, syn_decay = 0.6, reset = reset_to_v_reset, v_reset = -0.5)")] =
            ("x", (c, x) => c.To(-0.5, (0.8 * c.V) + (c.I = (0.6 * c.I) + x), 1)),
        [("spinnaker2", NirLif)] = ("i", (c, x) => c.Less((ExactA * c.V) + x, 0.4 / (2.5 * (1 - ExactA)))),
        [("spinnaker2", "lif(tau = 11 ms, r = 2.5, threshold = 0.4, integrator = forward, reset = zero)")] = ("i", (c, x) => c.To(0, (A * c.V) + x, 0.4 / (2.5 / 11))),
        [("spinnaker2", NirIf)] = ("i", (c, x) => c.Less(c.V + x, 1.3)),
        [("spinnaker2", NirCuba)] =
            ("x", (c, x) => c.Less((ExactA * c.V) + (c.I = (ExactB * c.I) + x), 0.4 / (2.5 * (1 - ExactA) * 2 * (1 - ExactB)))),
        [("genn", "LIF(TauM = 11 ms, Vrest = 0, Vreset = -0.3, Vthresh = 6)")] = ("i", Genn),
        [("genn", NirLif)] = ("i", (c, x) => c.ToAt(-0.2, (2.5 * x) - (ExactA * ((2.5 * x) - c.V)), 0.4)),
        [("genn", NirLi)] = ("i", (c, x) => c.V = x - (ExactA * (x - c.V))),
    };

    private static double Spike(bool fires) => fires ? 1 : 0;

    private static double NorseCurrent(Cell c, double x)
    {
        c.I += x;
        var v = c.V + (0.1 * (c.I - c.V));
        c.I -= 0.2 * c.I;
        return c.To(0, v, 0.4);
    }

    private static double Nengo(Cell c, double j)
    {
        c.Left -= 1;
        c.V -= (j - c.V) * (Math.Exp(-Math.Clamp(1 - c.Left, 0, 1) / 3) - 1);
        if (c.V <= 1)
        {
            c.V = Math.Max(c.V, 0);
            return 0;
        }

        c.Left = 1.5 + 1 + (3 * Math.Log(1 - ((c.V - 1) / (j - 1))));
        c.V = 0;
        return 1;
    }

    private static double SpyxAdaptive(Cell c, double x)
    {
        var top = 0.5 + c.Threshold;
        var z = c.Late(spike => (0.8 * c.V) + x - (spike * top), top);
        c.Threshold = (0.9 * c.Threshold) + ((1 - 0.9) * z);
        return z;
    }

    private static double Genn(Cell c, double x)
    {
        if (c.Left > 0)
        {
            c.Left -= 1;
        }
        else
        {
            c.V = (x * 11) - (ExactA * ((x * 11) - c.V));
        }

        if (c.Left > 0 || c.V < 6)
        {
            return 0;
        }

        (c.V, c.Left) = (-0.3, 2);
        return 1;
    }

    /// <summary>A neuron's state, and the ways in which simulators reset it.</summary>
    internal sealed class Cell
    {
        /// <summary>Gets or sets the membrane.</summary>
        public double V { get; set; }

        /// <summary>Gets or sets the synaptic current.</summary>
        public double I { get; set; }

        /// <summary>Gets or sets the refractory time that is left.</summary>
        public double Left { get; set; }

        /// <summary>Gets or sets what is added to the threshold.</summary>
        public double Threshold { get; set; }

        /// <summary>Above the threshold: to a value, in the same step.</summary>
        public double To(double reset, double v, double threshold) => Settle(v > threshold, v, reset);

        /// <summary>At the threshold or above: to a value, in the same step.</summary>
        public double ToAt(double reset, double v, double threshold) => Settle(v >= threshold, v, reset);

        /// <summary>Above the threshold: less the threshold, in the same step.</summary>
        public double Less(double v, double threshold) => Settle(v > threshold, v, v - threshold);

        /// <summary>At the threshold or above: less the threshold once, in the same step.</summary>
        public double LessAt(double v, double threshold) => Settle(v >= threshold, v, v - threshold);

        /// <summary>As many spikes as thresholds, each subtracted in the same step.</summary>
        public double Many(double v, double threshold)
        {
            var spikes = Math.Max(Math.Floor(v / threshold), 0);
            V = v - (spikes * threshold);
            return spikes;
        }

        /// <summary>What is above the threshold before the step loses it in the step.</summary>
        public double Delayed(double v, double threshold)
        {
            V = v - (V > threshold ? threshold : 0);
            return Spike(V > threshold);
        }

        /// <summary>What is above the threshold before the step is zero after it.</summary>
        public double DelayedToZero(double v, double threshold)
        {
            V = V > threshold ? 0 : v;
            return Spike(V > threshold);
        }

        /// <summary>snnTorch without delay: the late reset, the test, and then what of the spike's reset has not happened.</summary>
        public double AtOnce(double v, double threshold)
        {
            var late = Spike(V > threshold);
            V = v - (late * threshold);
            var spike = Spike(V > threshold);
            V -= (spike - late) * threshold;
            return spike;
        }

        /// <summary>The spike of the membrane before the step, which then moves on.</summary>
        public double Late(Func<double, double> next, double threshold)
        {
            var spike = Spike(V > threshold);
            V = next(spike);
            return spike;
        }

        /// <summary>The membrane is at least that.</summary>
        public double Floor(double spikes, double least)
        {
            V = Math.Max(V, least);
            return spikes;
        }

        private double Settle(bool fires, double v, double reset)
        {
            V = fires ? reset : v;
            return Spike(fires);
        }
    }
}
