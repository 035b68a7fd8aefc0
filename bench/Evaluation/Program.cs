using BenchHub.Evaluation.Bench;

if (args is ["p"]) { Probe.Run("/tmp/trecbench"); }
else if (args is ["1"]) { TrecFilesBench.Once("/tmp/trecbench"); }
else { TrecFilesBench.Run("/tmp/trecbench"); }
