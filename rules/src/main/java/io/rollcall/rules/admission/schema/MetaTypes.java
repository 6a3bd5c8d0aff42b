package io.rollcall.rules.admission.schema;

/**
 * Types of metadata and of the apps group. A line is a type and its fields; {@code *} marks a field whose zero value is written,
 * {@code ~} a text type with a name of its own, {@code []} a list and {@code {}} a map.
 */
final class MetaTypes {

    static final String TABLE = """
            ObjectMeta name:string generateName:string namespace:string selfLink:string uid:~types.UID resourceVersion:string \
            generation:int64 creationTimestamp:Time deletionTimestamp:Time deletionGracePeriodSeconds:*int64 labels:{}string \
            annotations:{}string ownerReferences:[]OwnerReference finalizers:[]string clusterName:string managedFields:[]any
            OwnerReference apiVersion:*string kind:*string name:*string uid:*~types.UID controller:*bool blockOwnerDeletion:*bool
            LabelSelector matchLabels:{}string matchExpressions:[]LabelSelectorRequirement
            LabelSelectorRequirement key:*string operator:*~LabelSelectorOperator values:[]string
            DaemonSet apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec status:DaemonSetStatus
            DaemonSetSpec selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy \
            minReadySeconds:int32 revisionHistoryLimit:*int32
            DaemonSetUpdateStrategy type:~DaemonSetUpdateStrategyType rollingUpdate:RollingUpdateDaemonSet
            RollingUpdateDaemonSet maxUnavailable:*IntOrString maxSurge:*IntOrString
            DaemonSetStatus currentNumberScheduled:*int32 numberMisscheduled:*int32 desiredNumberScheduled:*int32 \
            numberReady:*int32 observedGeneration:int64 updatedNumberScheduled:int32 numberAvailable:int32 \
            numberUnavailable:int32 collisionCount:*int32 conditions:[]DaemonSetCondition
            DaemonSetCondition type:*~DaemonSetConditionType status:*~ConditionStatus lastTransitionTime:Time reason:string \
            message:string
            ControllerRevision apiVersion:string kind:string metadata:ObjectMeta data:any revision:*int64
            Node apiVersion:string kind:string metadata:ObjectMeta spec:NodeSpec status:any
            NodeSpec podCIDR:string podCIDRs:[]string providerID:string unschedulable:bool taints:[]Taint configSource:any \
            externalID:string
            Taint key:*string value:string effect:*~TaintEffect timeAdded:Time
            """;

    private MetaTypes() {}
}
