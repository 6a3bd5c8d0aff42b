package io.rollcall.controller.simulation;

/**
 * One step of a history. Both numbers are taken modulo what there is to choose from when the step is made, so that a history from which
 * steps are left out is still a history; a step for which there is nothing to choose from is none.
 *
 * @param pick which object
 * @param choice what exactly
 */
record Step(Move move, int pick, int choice) {

    @Override
    public String toString() {
        return "new Step(Move." + move + ", " + pick + ", " + choice + ")";
    }
}
