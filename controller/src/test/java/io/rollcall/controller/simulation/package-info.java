/**
 * Drawn histories of small clusters around one decider, with the invariants of the design and of semantics 14.10 checked after each
 * record, and the end state compared with a naive {@link io.rollcall.controller.simulation.Model}.
 *
 * <table>
 * <caption>Where each invariant is checked</caption>
 * <tr><th>invariant</th><th>checked in</th></tr>
 * <tr><td>at each voluntary delete the unavailable and undecided nodes are within maxUnavailable; maxSurge alike</td>
 *     <td>Invariants.budget, Invariants.surge</td></tr>
 * <tr><td>a rollout step waits for missing pods; a surge's old pod goes when the new one is available</td>
 *     <td>Invariants.noneIsMissing, Invariants.replaced</td></tr>
 * <tr><td>nothing before all sources have reported; nothing for a UID that is gone</td><td>Invariants.command</td></tr>
 * <tr><td>at most one open wish a slot, slotSeq rises, creations start with one and double, names are not used twice</td>
 *     <td>Wishes.issued, Wishes.created</td></tr>
 * <tr><td>failed pods wait 1 s, 2 s, 4 s …; the survivor of duplicates stays</td>
 *     <td>BackOffs, Invariants.survivorStays</td></tr>
 * <tr><td>counters equal a full recount after every record</td><td>Invariants.checkStatus</td></tr>
 * <tr><td>at rest one live pod where one should run, none where none may stay; current revision is the highest; status and reasons;
 *     observedGeneration is the generation</td><td>Model</td></tr>
 * <tr><td>observedGeneration never falls</td><td>Invariants.check</td></tr>
 * <tr><td>stale or repeated input changes nothing; a tick removes a due deadline or changes nothing; no deadline stays due</td>
 *     <td>Journal.append</td></tr>
 * <tr><td>a relist after any loss converges to what an unbroken watch gives</td><td>move RELISTED, then Model</td></tr>
 * <tr><td>a Ready time in the future delays nothing</td><td>PodMoves.ready, then Invariants.checkStatus</td></tr>
 * <tr><td>a crash at any commit changes nothing; same journal, same outputs and rows</td>
 *     <td>Journal.append, PrefixPropertyTest</td></tr>
 * <tr><td>with all wishes answered everything comes to rest, no wish is forgotten, and nothing is left of what is gone</td>
 *     <td>Rest</td></tr>
 * <tr><td>that these bite</td><td>PlantedBugsTest</td></tr>
 * <tr><td>taking over with equal templates issues nothing; rows a pod event touches</td>
 *     <td>the tests of the aggregate</td></tr>
 * </table>
 */
@NullMarked
package io.rollcall.controller.simulation;

import org.jspecify.annotations.NullMarked;
