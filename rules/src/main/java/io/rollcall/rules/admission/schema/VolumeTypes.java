package io.rollcall.rules.admission.schema;

/** Types of volumes; written as in {@link MetaTypes}. Sources that no rule here reads are kept as they are. */
final class VolumeTypes {

    static final String TABLE = """
            Volume name:*string hostPath:HostPathVolumeSource emptyDir:EmptyDirVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource \
            awsElasticBlockStore:AWSElasticBlockStoreVolumeSource gitRepo:any secret:SecretVolumeSource nfs:NFSVolumeSource \
            iscsi:any glusterfs:any persistentVolumeClaim:PersistentVolumeClaimVolumeSource rbd:any flexVolume:any cinder:any \
            cephfs:any flocker:any downwardAPI:DownwardAPIVolumeSource fc:any azureFile:any configMap:ConfigMapVolumeSource \
            vsphereVolume:any quobyte:any azureDisk:any photonPersistentDisk:any projected:ProjectedVolumeSource \
            portworxVolume:any scaleIO:any storageos:any csi:CSIVolumeSource ephemeral:any image:any
            HostPathVolumeSource path:*string type:*~HostPathType
            EmptyDirVolumeSource medium:~StorageMedium sizeLimit:*Quantity
            GCEPersistentDiskVolumeSource pdName:*string fsType:string partition:int32 readOnly:bool
            AWSElasticBlockStoreVolumeSource volumeID:*string fsType:string partition:int32 readOnly:bool
            SecretVolumeSource secretName:string items:[]KeyToPath defaultMode:*int32 optional:*bool
            ConfigMapVolumeSource name:string items:[]KeyToPath defaultMode:*int32 optional:*bool
            KeyToPath key:*string path:*string mode:*int32
            NFSVolumeSource server:*string path:*string readOnly:bool
            PersistentVolumeClaimVolumeSource claimName:*string readOnly:bool
            DownwardAPIVolumeSource items:[]DownwardAPIVolumeFile defaultMode:*int32
            DownwardAPIVolumeFile path:*string fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode:*int32
            ProjectedVolumeSource sources:*[]VolumeProjection defaultMode:*int32
            VolumeProjection secret:SecretProjection downwardAPI:DownwardAPIProjection configMap:ConfigMapProjection \
            serviceAccountToken:ServiceAccountTokenProjection clusterTrustBundle:any podCertificate:any
            SecretProjection name:string items:[]KeyToPath optional:*bool
            ConfigMapProjection name:string items:[]KeyToPath optional:*bool
            DownwardAPIProjection items:[]DownwardAPIVolumeFile
            ServiceAccountTokenProjection audience:string expirationSeconds:*int64 path:*string
            CSIVolumeSource driver:*string readOnly:*bool fsType:*string volumeAttributes:{}string nodePublishSecretRef:LocalObjectReference
            """;

    private VolumeTypes() {}
}
